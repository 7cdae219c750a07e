import { t } from '@/lib/messages/t';
import { horizons } from './asked';
import type { Item, Lane, Roadmap } from './useRoadmap';
import { allWords, whenWords } from './words';

type Open = ((id: string) => void) | null;
type CardProps = {
  item: Item;
  lane: Lane;
  near: string;
  onArrange: Open;
  titles: ReadonlyMap<string, string>;
};

function Card({ item, lane, near, onArrange, titles }: CardProps) {
  const words = allWords(item, near, titles);
  return (
    <li className={`r-card ${item.kind === 'milestone' ? 'milestone' : ''}`}>
      {onArrange === null ? (
        <b>{item.title}</b>
      ) : (
        <button
          type="button"
          className="rowlink b"
          aria-label={t('roadmap.arrange', { title: item.title })}
          onClick={() => onArrange(item.id)}
        >
          {item.title}
        </button>
      )}
      <p className="num-words">{whenWords(item, near)}</p>
      {words !== whenWords(item, near) && <p className="small sec">{words}</p>}
      <p className="small dim">
        {[lane.title, item.team, item.public && t('roadmap.public')].filter(Boolean).join(' · ')}
      </p>
    </li>
  );
}

type Props = { roadmap: Roadmap; onArrange: Open; done: boolean };

/** Now, next and later side by side. */
export function Board({ roadmap, onArrange, done }: Props) {
  const all = roadmap.lanes.flatMap((lane) => lane.items.map((item) => ({ lane, item })));
  const titles = new Map(all.map(({ item }) => [item.id, item.title]));
  const columns = horizons.filter((horizon) => horizon !== 'done' || done);
  return (
    <div className="r-board" style={{ gridTemplateColumns: `repeat(${columns.length}, minmax(0, 1fr))` }}>
      {columns.map((horizon) => {
        const cards = all.filter(({ item }) => item.horizon === horizon);
        return (
          <section key={horizon} aria-labelledby={`r-${horizon}`}>
            <h2 id={`r-${horizon}`}>
              {t('roadmap.horizonCount', { name: t(`roadmap.horizon.${horizon}`), count: cards.length })}
            </h2>
            {cards.length === 0 ? (
              <p className="dim">{t('roadmap.nothing')}</p>
            ) : (
              <ul>
                {cards.map(({ item, lane }) => (
                  <Card key={item.id} {...{ item, lane, onArrange, titles }} near={roadmap.as_of} />
                ))}
              </ul>
            )}
          </section>
        );
      })}
    </div>
  );
}
