import { useQuery } from '@tanstack/react-query';
import { useWidth } from '@/components/charts/useWidth';
import { Loaded } from '@/components/feedback/Loaded';
import { EmptyState, FormError } from '@/components/feedback/States';
import { ChoiceField } from '@/components/forms/fields';
import { number, percent } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import type { Step, ValueStream } from '@/features/delivery/types';
import { streamQuery, useMark } from '@/features/delivery/useDelivery';
import { arcs, boxes } from './drawing';

const HIGH = 64;
const TOP = 40;

const days = (step: Step, level: string): string => {
  const value = step.percentiles[level];
  return value === undefined ? '–' : number(value);
};

export function sentence(stream: ValueStream): string {
  const { efficiency, longest, measured, finished, weeks } = stream;
  if (efficiency === null && measured >= 5) return t('stream.noWait', { n: measured, weeks });
  if (efficiency === null) return t('stream.few', { n: measured, all: finished });
  const share = percent(efficiency);
  if (longest === null) return t('stream.saidNoWait', { share, n: measured, weeks });
  return t('stream.said', { share, state: longest, n: measured, weeks });
}

/** Boxes as wide as the time spent, waiting hatched; arcs above lead back. The table below says the same. */
function Drawing({ stream }: { stream: ValueStream }) {
  const { ref, width } = useWidth(720);
  const placed = boxes(stream.steps, Math.max(width, 320));
  const most = Math.max(...stream.returns.map(({ times }) => times), 1);
  const last = placed.at(-1);
  const wide = last ? last.x + last.width : width;
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- wide streams scroll: the keyboard must reach it
    <div className="v-drawing" ref={ref} tabIndex={0} role="img" aria-label={sentence(stream)}>
      <svg width={wide} height={TOP + HIGH + 4} aria-hidden="true">
        <defs>
          <pattern
            id="v-wait"
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="6" height="6" className="v-wait-ground" />
            <line x1="0" y1="0" x2="0" y2="6" className="v-wait-line" />
          </pattern>
        </defs>
        {arcs(placed, stream.returns).map(({ back, from, to }) => (
          <path
            key={`${back.source}>${back.target}`}
            className="v-back"
            strokeWidth={1 + (2 * back.times) / most}
            d={`M${from} ${TOP} C${from} 4 ${to} 4 ${to} ${TOP}`}
          />
        ))}
        {placed.map(({ step, x, width: own }) => (
          <g key={step.state} transform={`translate(${x} ${TOP})`}>
            <rect className={`v-${step.kind}`} width={own} height={HIGH} rx="4" />
            <foreignObject width={own} height={HIGH}>
              <div className="v-label">
                <b>{step.state}</b>
                <span>{percent(step.share)}</span>
              </div>
            </foreignObject>
          </g>
        ))}
      </svg>
    </div>
  );
}

type TableProps = { program: string; stream: ValueStream; mayEdit: boolean };

function Steps({ program, stream, mayEdit }: TableProps) {
  const mark = useMark(program);
  return (
    <>
      <FormError error={mark.error} />
      <div className="v-table">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('stream.state')}</th>
              <th scope="col">{t('stream.kind')}</th>
              {(['items', 'now', 'share', 'days', 'p50', 'p85', 'p95'] as const).map((name) => (
                <th scope="col" className="num" key={name}>
                  {t(`stream.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {stream.steps.map((step) => (
              <tr key={step.state}>
                <th scope="row">{step.state}</th>
                <td>
                  {mayEdit ? (
                    <ChoiceField
                      label={t('stream.kindOf', { state: step.state })}
                      hideLabel
                      value={step.kind}
                      disabled={mark.isPending}
                      onValue={(kind) => mark.mutate({ state: step.state, kind: kind as Step['kind'] })}
                      options={(['work', 'wait'] as const).map((value) => ({
                        value,
                        label: t(`stream.kind.${value}`),
                      }))}
                    />
                  ) : (
                    t(`stream.kind.${step.kind}`)
                  )}
                </td>
                <td className="num">{number(step.items)}</td>
                <td className="num">{number(step.now)}</td>
                <td className="num">{percent(step.share)}</td>
                <td className="num">{number(step.days)}</td>
                {['50', '85', '95'].map((level) => (
                  <td className="num" key={level}>
                    {days(step, level)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** Where the items of a workstream are worked on, where they wait, and where they come back. */
export function StreamPanel({
  program,
  stream,
  mayEdit,
}: {
  program: string;
  stream: string;
  mayEdit: boolean;
}) {
  const query = useQuery(streamQuery(program, stream));
  return (
    <Loaded query={query}>
      {(found) =>
        found === null || found.steps.length === 0 ? (
          <section className="card">
            <EmptyState title={t('stream.none')} icon="flow" />
          </section>
        ) : (
          <section className="card" aria-labelledby="v-title">
            <header>
              <h2 id="v-title">{t('stream.title')}</h2>
            </header>
            <div className="d-body">
              <p className="d-lead">{sentence(found)}</p>
              <Drawing stream={found} />
              <Steps program={program} stream={found} mayEdit={mayEdit} />
              {found.returns.length > 0 && (
                <div>
                  <h3>{t('stream.backs')}</h3>
                  <p>{t('stream.returned', { count: found.returned })}</p>
                  <ul className="plain">
                    {found.returns.slice(0, 8).map((each) => (
                      <li key={`${each.source}>${each.target}`}>{t('stream.back', each)}</li>
                    ))}
                  </ul>
                </div>
              )}
            </div>
          </section>
        )
      }
    </Loaded>
  );
}
