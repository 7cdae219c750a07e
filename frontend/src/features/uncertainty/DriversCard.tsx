import { Link } from 'react-router';
import { ChartCard } from '@/components/charts/ChartCard';
import { Fact } from '@/components/facts/Fact';
import { useRecordHref } from '@/components/facts/context';
import { signed } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { Sentence } from './Sentence';
import type { Analysis } from './useUncertainty';
import { days } from './words';

type Driver = Analysis['drivers'][number];

export function RecordLink({ kind, id, title }: { kind: string; id: string; title: string }) {
  const href = useRecordHref()(kind, id);
  const text = kind === 'risk' ? `${id} ${title}` : title;
  return href === null ? (
    <span className="ell" title={text}>
      {text}
    </span>
  ) : (
    <Link className="ell" to={href} title={text}>
      {text}
    </Link>
  );
}

const factOf = ({ kind, id }: Driver) => `driver:${kind}:${id}`;

function Row({ driver, most }: { driver: Driver; most: number }) {
  const share = `${(Math.abs(driver.days) / most) * 50}%`;
  const late = driver.days > 0;
  return (
    <li>
      <RecordLink {...driver} />
      <span className="u-bar" aria-hidden="true">
        <i
          className={late ? 'late' : 'early'}
          style={late ? { left: '50%', width: share } : { right: '50%', width: share }}
        />
      </span>
      <span className="num">
        <Fact id={factOf(driver)} text={signed(driver.days)} />
      </span>
    </li>
  );
}

function Table({ drivers }: { drivers: readonly Driver[] }) {
  return (
    <table className="table">
      <colgroup>
        <col />
        <col className="u-kind" />
        <col className="u-days" />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">{t('uncertainty.col.driver')}</th>
          <th scope="col">{t('uncertainty.col.kind')}</th>
          <th scope="col" className="num">
            {t('uncertainty.col.days')}
          </th>
        </tr>
      </thead>
      <tbody>
        {drivers.map((driver) => (
          <tr key={factOf(driver)}>
            <td>
              <RecordLink {...driver} />
            </td>
            <td>{t(driver.kind === 'risk' ? 'uncertainty.kind.risk' : 'uncertainty.kind.activity')}</td>
            <td className="num">
              <Fact id={factOf(driver)} text={signed(driver.days)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The tornado: each driver alone, by simulating again without its spread or without the risk. */
export function DriversCard({ drivers }: { drivers: readonly Driver[] }) {
  const [first] = drivers;
  const most = Math.max(...drivers.map((driver) => Math.abs(driver.days)), 0.1);
  if (first === undefined) {
    return (
      <section className="card">
        <header>
          <h2>{t('uncertainty.drivers')}</h2>
        </header>
        <p className="chart-body sec">{t('uncertainty.driversNone')}</p>
      </section>
    );
  }
  return (
    <ChartCard
      title={t('uncertainty.drivers')}
      unit={t('uncertainty.driversUnit')}
      said={
        <Sentence
          message="uncertainty.driversSaid"
          vars={{ title: first.title }}
          parts={{ days: <Fact id={factOf(first)} text={days(first.days)} /> }}
        />
      }
      chart={
        <>
          <p className="u-ends" aria-hidden="true">
            <span>{t('uncertainty.earlier')}</span>
            <span>{t('uncertainty.later')}</span>
          </p>
          <ol className="u-tornado">
            {drivers.map((driver) => (
              <Row key={factOf(driver)} driver={driver} most={most} />
            ))}
          </ol>
        </>
      }
      table={<Table drivers={drivers} />}
    />
  );
}
