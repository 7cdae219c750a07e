import type { Backlog } from '@/api/types';
import { percent } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { costWords, methodName } from './words';

function Cost({ backlog }: { backlog: Backlog }) {
  const { cost } = backlog;
  if (cost === null || cost.items === 0) return null;
  const present = costWords(backlog, cost.present);
  const lost = cost.present - cost.best;
  const more = lost > 1e-9 * Math.abs(cost.present);
  const words = { present, best: costWords(backlog, cost.best), more: costWords(backlog, lost) };
  const key = cost.proven
    ? more
      ? 'backlog.cost.more'
      : 'backlog.cost.best'
    : more
      ? 'backlog.cost.found'
      : 'backlog.cost.foundNone';
  return (
    <span title={t('backlog.cost.how')}>
      {t(key, words)} {cost.left_out > 0 && t('backlog.cost.out', { count: cost.left_out })}
    </span>
  );
}

function Musts({ backlog }: { backlog: Backlog }) {
  const { musts, settings } = backlog;
  if (settings.method !== 'moscow') return null;
  if (musts.share === null)
    return (
      <span>{t('backlog.musts.none', { effort: t(`backlog.set.effort.${effortOf(settings.effort)}`) })}</span>
    );
  const over = musts.share > musts.most;
  return (
    <span className={over ? 'at' : ''}>
      {t(over ? 'backlog.musts.over' : 'backlog.musts.ok', {
        share: percent(musts.share),
        most: percent(musts.most),
      })}{' '}
      {musts.unknown > 0 && t('backlog.musts.unknown', { count: musts.unknown })}
    </span>
  );
}

const effortOf = (effort: string | null | undefined) =>
  effort === 'effort' || effort === 'weeks' ? effort : 'size';

/** The page in a few sentences: how much is known, what is decided, what the order costs. */
export function Said({ backlog }: { backlog: Backlog }) {
  const { items, methods, settings, overrides, early } = backlog;
  const places = methods[settings.method ?? 'wsjf'];
  const scored = places?.first.filter((place) => place > 0).length ?? 0;
  const ties = places?.first.filter((place, at) => place > 0 && place !== places.last[at]).length ?? 0;
  const stale = overrides.filter((each) => each.stale.length > 0).length;
  const method = methodName(settings.method ?? 'wsjf');
  const waiting = Object.keys(early).length;
  return (
    <div className="q-said">
      <p>
        {scored === 0
          ? t('backlog.said.none', { method })
          : t('backlog.said', { n: scored, all: items.key.length, method })}{' '}
        {ties > 0 && t('backlog.said.ties', { count: ties })}{' '}
        {overrides.length > 0 && t('backlog.said.decided', { count: overrides.length })}{' '}
        {stale > 0 && <span className="at">{t('backlog.said.stale', { count: stale })}</span>}{' '}
        {waiting > 0 && <span className="at">{t('backlog.said.early', { count: waiting })}</span>}
      </p>
      <p className="fine">
        <Cost backlog={backlog} /> <Musts backlog={backlog} />
      </p>
    </div>
  );
}
