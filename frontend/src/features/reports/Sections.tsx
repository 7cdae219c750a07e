import type { ChangeLine, MilestoneRow, Report, Section } from '@/api/types';
import { LoadBar, loadTone } from '@/components/charts/LoadBar';
import { RangeStrip } from '@/components/charts/RangeStrip';
import { ChartDrawing } from '@/components/charts/VegaChart';
import { Fact } from '@/components/facts/Fact';
import { RichText } from '@/components/facts/RichText';
import { ContractLine } from '@/components/people/ContractLine';
import { StatusPill } from '@/components/status/StatusPill';
import { TableHead, type Column } from '@/components/tables/TableHead';
import { timeAxis } from '@/lib/axis';
import { day, monthShort } from '@/lib/format/dates';
import { chance, percent, signed } from '@/lib/format/numbers';
import { ordinal } from '@/lib/format/words';
import { t } from '@/lib/messages/t';

type Of<K extends Section['kind']> = Extract<Section, { kind: K }>;

const STRIP = 136;
const MANY_SLIPS = 2;
const date = (value: string | null) => (value ? day(value) : '–');

export function Changes({ lines }: { lines: ChangeLine[] }) {
  if (lines.length === 0) return <p className="dim">{t('report.noChanges')}</p>;
  return (
    <ul className="changes">
      {lines.map((line, index) => (
        <li key={index}>
          <b className={line.tone ?? ''}>{line.delta}</b>
          <span>
            <RichText text={line.text} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function MilestoneLine({ row, axis }: { row: MilestoneRow; axis: ReturnType<typeof timeAxis> }) {
  return (
    <tr>
      <th scope="row">
        {row.title}
        {row.slips >= MANY_SLIPS && (
          <span className="tag off">{t('program.slipsShort', { nth: ordinal(row.slips) })}</span>
        )}
      </th>
      <td>
        <StatusPill status={row.status.status} bare />
      </td>
      <td className="num">{date(row.target)}</td>
      <td className="num">{date(row.landed ?? row.p50)}</td>
      <td className="num b">{date(row.landed ?? row.p85)}</td>
      <td className="num sec">{row.vs_last_days === null ? '–' : signed(Math.round(row.vs_last_days))}</td>
      <td className="num">
        {row.on_time === null ? (
          '–'
        ) : row.on_time_fact ? (
          <Fact id={row.on_time_fact} text={chance(row.on_time)} />
        ) : (
          chance(row.on_time)
        )}
      </td>
      <td>
        <RangeStrip row={row} axis={axis} width={STRIP} height={24} grid={false} />
      </td>
    </tr>
  );
}

function Milestones({ section }: { section: Of<'milestones'> }) {
  const axis = timeAxis(section.axis.start, section.axis.finish, STRIP, 5);
  const columns: readonly Column[] = [
    { label: t('program.milestone') },
    { label: t('program.status'), size: 'd-status' },
    { label: t('program.target'), size: 'd-date', figures: true },
    { label: t('chart.p50'), size: 'd-date', figures: true },
    { label: t('chart.p85'), size: 'd-date', figures: true },
    { label: t('report.lastP85'), size: 'd-date', figures: true },
    { label: t('program.onTime'), size: 'd-date', figures: true },
    { label: `${monthShort(axis.start)} ${t('word.to')} ${monthShort(axis.finish)}`, size: 'd-strip' },
  ];
  return (
    <table className="table doc-table">
      <TableHead columns={columns} />
      <tbody>
        {section.rows.map((row) => (
          <MilestoneLine key={row.id} row={row} axis={axis} />
        ))}
      </tbody>
    </table>
  );
}

function Risks({ section }: { section: Of<'risks'> }) {
  if (section.rows.length === 0) return <p className="dim">{t('report.noRisks')}</p>;
  return (
    <div className="doc-risks">
      {section.rows.map((row) => (
        <div key={row.id}>
          <h3>
            <RichText text={row.headline} />
          </h3>
          <p>
            <RichText text={row.text} />
          </p>
        </div>
      ))}
    </div>
  );
}

function Activities({ section }: { section: Of<'activities'> }) {
  return section.groups.map((group) => (
    <div key={group.title} className="doc-group">
      <h3>{group.title}</h3>
      <ul>
        {group.rows.map((row) => {
          const owner = typeof row.owner === 'string' ? row.owner : row.owner?.name;
          return (
            <li key={row.id}>
              <b>{row.title}</b>
              {owner && <span className="dim">{owner}</span>}
              <span>
                <RichText text={row.text} />
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  ));
}

function Load({ section }: { section: Of<'load'> }) {
  return (
    <ul className="doc-load">
      {section.rows.map((team) => (
        <li key={team.id}>
          <span>{team.title}</span>
          {team.load === null ? <span /> : <LoadBar load={team.load} />}
          <span className={`num ${loadTone(team.load ?? 0)}`}>
            {team.load === null ? '–' : percent(team.load)}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Body({ section }: { section: Section }) {
  switch (section.kind) {
    case 'changes':
      return <Changes lines={section.lines} />;
    case 'milestones':
      return <Milestones section={section} />;
    case 'risks':
      return <Risks section={section} />;
    case 'contracts':
      if (section.rows.length === 0) return <p className="dim">{t('report.noContracts')}</p>;
      return (
        <ul className="doc-contracts">
          {section.rows.map((row) => (
            <ContractLine key={row.id} row={row} />
          ))}
        </ul>
      );
    case 'activities':
      return <Activities section={section} />;
    case 'paragraphs':
      return section.lines.map((line, index) => (
        <p key={index} className="prose">
          <RichText text={line} />
        </p>
      ));
    case 'load':
      return <Load section={section} />;
    case 'chart':
      return (
        <>
          {section.chart.spec && <ChartDrawing chart={section.chart} spec={section.chart.spec} />}
          {section.text.length > 0 && (
            <p className="prose">
              <RichText text={section.text} />
            </p>
          )}
        </>
      );
  }
}

export function ReportSection({ section }: { section: Section }) {
  return (
    <section className="doc-section">
      <h2>{section.title}</h2>
      <Body section={section} />
    </section>
  );
}

/** The changes stand beside the ask, the other sections below. */
export const changesOf = (report: Report): Of<'changes'> | undefined =>
  report.sections.find((section): section is Of<'changes'> => section.kind === 'changes');
