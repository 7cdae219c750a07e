import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorState, Skeleton } from '@/components/feedback/States';
import { number } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { partsQuery } from './useQuality';
import type { Part, PartScore } from './useQuality';

type RowProps = { part: PartScore; onOpen: () => void };

function Row({ part, onOpen }: RowProps) {
  return (
    <tr>
      <th scope="row">
        <button type="button" className="linkish" onClick={onOpen}>
          {part.title}
        </button>
      </th>
      <td className="dim">{t(part.kind === 'team' ? 'quality.team' : 'quality.workstream')}</td>
      <td className="num b">{part.score === null ? '–' : number(part.score)}</td>
      <td className="num">{part.failed}</td>
      <td className="num sec">{part.activities}</td>
      <td className="sec">{part.worst || '–'}</td>
    </tr>
  );
}

function Table({ program, baseline, onOpen }: Omit<Props, 'part'> & { baseline: string | null }) {
  const query = useQuery(partsQuery(program, baseline));
  if (query.error) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton rows={4} />;
  const { parts, left_out: left } = query.data;
  if (parts.length === 0) return <p className="pad small dim">{t('quality.partsNone')}</p>;
  return (
    <>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('quality.col.part')}</th>
            <th scope="col">
              <span className="sr">{t('quality.col.kind')}</span>
            </th>
            <th scope="col" className="num">
              {t('quality.score')}
            </th>
            <th scope="col" className="num">
              {t('quality.col.failed')}
            </th>
            <th scope="col" className="num">
              {t('quality.col.activities')}
            </th>
            <th scope="col">{t('quality.col.worst')}</th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <Row key={`${part.kind}/${part.id}`} part={part} onOpen={() => onOpen(part.kind, part.id)} />
          ))}
        </tbody>
      </table>
      {left > 0 && <p className="pad small dim">{t('quality.partsLeft', { count: left })}</p>}
    </>
  );
}

type Props = { program: string; part: Part; onOpen: (kind: string, id: string) => void };

/** The score of each team and workstream, the lowest first; worked out once it is opened. */
export function PartsCard({ program, part, onOpen }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <details className="card quality-parts" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('quality.parts')}</summary>
      {open && <Table program={program} baseline={part.baseline} onOpen={onOpen} />}
    </details>
  );
}
