import { useEffect, useState } from 'react';
import type { Act, Who } from '@/api/types';
import { Avatar } from '@/components/people/Avatar';
import { t } from '@/lib/messages/t';
import { useLive, usePresence } from './useLive';
import './live.css';

const SHOWN_MS = 30_000;
const TICK_MS = 5000;

/** How long ago this page learned of an act, in whole ticks; null once it is no news. */
function useAge(act: Act | null): number | null {
  const [told, setTold] = useState<{ act: Act | null; at: number; now: number }>({
    act: null,
    at: 0,
    now: 0,
  });
  useEffect(() => {
    const at = Date.now();
    const tick = () => setTold({ act, at, now: Date.now() });
    tick();
    if (act === null) return;
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, [act]);
  const age = told.now - told.at;
  return told.act === null || told.act !== act || age > SHOWN_MS ? null : age;
}

const FACES = 3;

function Here({ people }: { people: Who[] }) {
  if (people.length === 0) return null;
  const names = t('live.here', { names: people.map(({ name }) => name).join(', ') });
  return (
    <span className="here" role="img" aria-label={names} title={names}>
      {people.slice(0, FACES).map((who) => (
        <span key={who.id ?? who.name} aria-hidden="true">
          <Avatar person={who} size={20} />
        </span>
      ))}
      {people.length > FACES && (
        <span className="dim small">{t('live.others', { count: people.length - FACES })}</span>
      )}
    </span>
  );
}

/** Who else is here, and quietly what they have just changed. */
export function LiveLine({ program, me }: { program: string; me: string }) {
  const people = usePresence(program);
  const act = useLive(program, me, people.length);
  const age = useAge(act);
  const words =
    act === null || age === null
      ? null
      : [
          t('live.did', { who: act.by.name, text: act.text }),
          act.more > 0 && t('live.more', { count: act.more }),
        ]
          .filter(Boolean)
          .join(' ');
  return (
    <>
      <span className="live-line" role="status" title={words ?? undefined}>
        {words !== null && <span className="ell">{words}</span>}
      </span>
      {words !== null && age !== null && (
        <span className="dim small live-age" aria-hidden="true">
          {age < TICK_MS - 500 ? t('live.now') : t('live.ago', { seconds: Math.round(age / 1000) })}
        </span>
      )}
      <Here people={people} />
    </>
  );
}
