import type { Backlog, BacklogOverride } from '@/api/types';
import { bandOf } from '@/lib/backlog/order';
import type { Fit } from '@/lib/backlog/order';
import { percent } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import type { Column } from './columns';
import { Flags } from './Flags';
import { inputsOf, methods, scoreOf, shown, whyNot } from './words';

const percentOf = (share: number | null | undefined): string =>
  share === null || share === undefined ? '' : percent(share);

type Props = {
  backlog: Backlog;
  place: number;
  column: Column;
  fit: Fit[] | null;
  override: BacklogOverride | undefined;
  blocked: boolean;
  onWhy: (key: string) => void;
};

/** What stands in a cell that is not being edited. */
export function BacklogCell({ backlog, place, column: one, fit, override, blocked, onWhy }: Props) {
  const { items, settings } = backlog;
  const method = settings.method ?? 'wsjf';
  const key = items.key[place] ?? '';
  if (one.field !== undefined) {
    const field = inputsOf(backlog)[one.field];
    if (!field) return null;
    const own = items.typed[field.id]?.[place] === false;
    const text = shown(field, items.inputs[field.id]?.[place]);
    return text === '' ? (
      <span className="dim">·</span>
    ) : (
      <span className={own ? 'dim' : ''} title={own ? t('backlog.own') : undefined}>
        {text}
      </span>
    );
  }
  if (one.id.startsWith('m:')) {
    const of = methods.find((each) => one.id === `m:${each}`) ?? method;
    const band = bandOf(backlog.methods[of]?.first[place] ?? 0, backlog.methods[of]?.last[place] ?? 0);
    return band ? (
      <span title={scoreOf(backlog, of, place)}>{band}</span>
    ) : (
      <span className="dim" title={whyNot(backlog, of, place)}>
        –
      </span>
    );
  }
  switch (one.id) {
    case 'at':
      return <span className="dim">{place + 1}</span>;
    case 'key':
      return <span className="ell q-key">{key}</span>;
    case 'title':
      return (
        <span className="q-title">
          <span className="ell" title={items.title[place]}>
            {items.title[place]}
          </span>
          <Flags override={override} early={backlog.early[key]} blocked={blocked} method={method} />
        </span>
      );
    case 'lane':
      return (
        <span className="ell" title={items.lane[place]}>
          {backlog.workstreams.find(({ id }) => id === items.lane[place])?.title ?? items.lane[place] ?? ''}
        </span>
      );
    case 'apart':
      return percentOf(items.apart[place]);
    case 'robust': {
      const share = items.robust[place];
      if (share === null || share === undefined) return '';
      return <span className={share > 0.1 && share < 0.9 ? 'at' : ''}>{percent(share)}</span>;
    }
    case 'fit': {
      const found = fit?.[place] ?? 'unknown';
      return <span className={`q-fit ${found}`}>{t(`backlog.fit.${found}`)}</span>;
    }
    default: {
      const why = whyNot(backlog, method, place);
      const band = bandOf(
        backlog.methods[method]?.first[place] ?? 0,
        backlog.methods[method]?.last[place] ?? 0,
      );
      const text = one.id === 'place' ? band : scoreOf(backlog, method, place);
      if (text === '')
        return one.id === 'place' ? (
          ''
        ) : (
          <button
            type="button"
            tabIndex={-1}
            className="fact q-none"
            title={why}
            aria-label={`${t('backlog.whyNot', { key })} ${why}`}
            onClick={() => onWhy(key)}
          >
            {t('backlog.notScored')}
          </button>
        );
      return (
        <button
          type="button"
          tabIndex={-1}
          className="fact"
          aria-label={`${text}. ${t('backlog.why', { place: band, key })}`}
          onClick={() => onWhy(key)}
        >
          {text}
        </button>
      );
    }
  }
}
