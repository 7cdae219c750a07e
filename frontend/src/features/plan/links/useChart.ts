import { useCallback, useMemo, useState } from 'react';
import type { Dragging, Ends } from '@/components/gantt/Drag';
import type { PlanModel } from '@/lib/plan/data/model';
import type { DayWords } from '@/lib/plan/words/days';
import { t } from '@/lib/messages/t';
import { dragged, whyFixed, workdaysOf, type Dragged } from '@/features/plan/editing/dragging';
import type { Edits } from '@/features/plan/editing/useEdits';
import type { ChosenLink } from './LinkPopover';
import { KINDS } from './LinkLine';

type Context = {
  model: PlanModel;
  words: DayWords;
  edits: Edits;
  say: (text: string) => void;
  readOnly: boolean;
};

/** What dragging and choosing on the chart do. */
export function useChart({ model, words, edits, say, readOnly }: Context) {
  const [chosen, setChosen] = useState<ChosenLink | null>(null);
  const dragging = useMemo<Dragging | null>(() => {
    if (readOnly) return null;
    const { id, title, version } = model.columns.activities;
    return {
      begin: (grip) => {
        const fixed = whyFixed(model, grip);
        const table = workdaysOf(model, grip.row);
        return (days) => {
          if (fixed !== null) return { shadow: null, words: t(fixed) };
          const made = dragged(model, table, grip, days);
          return { shadow: made, words: made === null ? (title[grip.row] ?? '') : dragWords(made, words) };
        };
      },
      drop: (grip, days) => {
        const fixed = days === 0 ? null : whyFixed(model, grip);
        if (fixed !== null) say(t(fixed));
        const made = dragged(model, workdaysOf(model, grip.row), grip, days);
        if (made === null) return;
        const code = id[grip.row] ?? '';
        void edits.apply(
          [{ do: 'set', id: code, version: version[grip.row], fields: made.fields }],
          [{ ...made.row, id: code }],
        );
      },
      link: (ends, at) => setChosen({ link: -1, ...ends, at }),
      linkWords: (ends) => linkWords(ends, title),
    };
  }, [edits, model, readOnly, say, words]);
  const onChoose = useCallback(
    (link: number, at: ChosenLink['at']) =>
      setChosen({
        link,
        from: model.links.from[link] ?? 0,
        to: model.links.to[link] ?? 0,
        kind: KINDS.find((kind) => kind === model.columns.dependencies.kind[link]) ?? 'FS',
        at,
      }),
    [model],
  );
  const cycle = edits.refusedMany?.error.details.cycle;
  const circle = useMemo(() => (cycle ?? []).map((each) => model.rowOf.get(each) ?? -1), [cycle, model]);
  return {
    chosen,
    close: () => setChosen(null),
    chart: { dragging, chosen: chosen?.link ?? -1, onChoose, circle },
  };
}

function dragWords(made: Dragged, words: DayWords): string {
  const start =
    made.key === 'plan.drag.start' || made.key === 'plan.drag.actual' || made.key === 'plan.drag.both';
  const said = t(made.key, { day: words.short(start ? made.from : made.to), count: made.days });
  return made.key === 'plan.drag.start' ? `${said}. ${t('plan.drag.held')}` : said;
}

function linkWords(ends: Ends | null, title: readonly string[]): string {
  if (ends === null) return t('plan.drag.linkNowhere');
  return t('plan.drag.link', {
    kind: t(`plan.links.${ends.kind}`),
    from: title[ends.from] ?? '',
    to: title[ends.to] ?? '',
  });
}
