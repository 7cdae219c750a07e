import type { Register, RiskLevel, RiskRow } from '@/api/types';
import { t } from '@/lib/messages/t';
import { Level } from './Level';
import { shortId } from './order';

const levels: RiskLevel[] = ['low', 'medium', 'high', 'severe'];
const SHOWN = 4;

type Props = { register: Register; rows: RiskRow[]; selected: string | null; onSelect: (id: string) => void };
type CellProps = Pick<Props, 'register' | 'selected' | 'onSelect'> & {
  p: number;
  i: number;
  risks: RiskRow[];
};

function Cell({ register, p, i, risks, selected, onSelect }: CellProps) {
  const level = register.bands.levels[p]?.[i] ?? 'low';
  const label = t('risks.matrix.cell', {
    p: register.bands.probability[p]?.label ?? '',
    i: register.bands.impact[i]?.label ?? '',
    level: t(`risks.level.${level}`).toLowerCase(),
    ids: risks.map((risk) => risk.id).join(', ') || t('risks.matrix.nobody'),
  });
  const shown = risks.length > SHOWN ? risks.slice(0, SHOWN - 1) : risks;
  return (
    <td className={`cell ${level}`} aria-label={label}>
      <div>
        {shown.map((risk) => (
          <button
            type="button"
            key={risk.id}
            aria-pressed={risk.id === selected}
            aria-label={`${shortId(risk.id)}: ${risk.id} ${risk.title}`}
            title={`${risk.id} ${risk.title}`}
            onClick={() => onSelect(risk.id)}
          >
            {shortId(risk.id)}
          </button>
        ))}
        {shown.length < risks.length && (
          <span className="rest" title={risks.map((risk) => risk.id).join(', ')}>
            {t('risks.matrix.more', { count: risks.length - shown.length })}
          </span>
        )}
      </div>
    </td>
  );
}

/** Probability up, impact right. It sorts a talk; steering is by what moves the P85. */
export function Matrix({ register, rows, selected, onSelect }: Props) {
  const { bands } = register;
  const gains = rows.filter((risk) => risk.level === 'gain').map((risk) => risk.id);
  const at = (p: number, i: number) => rows.filter((risk) => risk.cell?.[0] === p && risk.cell[1] === i);
  const top = [...bands.probability.keys()].toReversed();
  return (
    <section className="card matrix">
      <header>
        <h2>{t('risks.matrix')}</h2>
        <span className="more">{t('risks.before')}</span>
      </header>
      <table>
        <caption className="sr">{t('risks.matrix')}</caption>
        <tbody>
          {top.map((p) => (
            <tr key={p}>
              <th scope="row">{bands.probability[p]?.label}</th>
              {bands.impact.map((_, i) => (
                <Cell
                  key={i}
                  p={p}
                  i={i}
                  register={register}
                  risks={at(p, i)}
                  selected={selected}
                  onSelect={onSelect}
                />
              ))}
            </tr>
          ))}
          <tr>
            <td />
            {bands.impact.map((band) => (
              <th scope="col" key={band.label}>
                {band.label}
              </th>
            ))}
          </tr>
        </tbody>
      </table>
      <p className="legend">
        {levels.map((level) => (
          <Level key={level} level={level} />
        ))}
      </p>
      <p className="legend-note">
        {t('risks.matrix.note')}{' '}
        {gains.length > 0 && t('risks.matrix.gains', { ids: gains.join(', '), count: gains.length })}
      </p>
    </section>
  );
}
