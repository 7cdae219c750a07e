import { useMemo } from 'react';
import { useVerbs, type Verb } from '@/components/palette/verbs';
import { t } from '@/lib/messages/t';
import type { MessageKey } from '@/lib/messages/en';
import type { RowVerbs } from './useRowVerbs';

export type RowVerb = { id: string; title: MessageKey; shortcut?: string; run: () => void };

/** The verbs of the selection in the order of the menu; null is a rule between groups. */
export function verbList(
  verbs: RowVerbs,
  bulk: () => void,
  gate: (() => void) | null = null,
): (RowVerb | null)[] {
  return [
    ...(gate === null ? [] : [{ id: 'gate', title: 'plan.verb.gate' as const, run: gate }, null]),
    { id: 'bulk', title: 'plan.verb.bulk', shortcut: 'Ctrl E', run: bulk },
    { id: 'fill', title: 'plan.verb.fill', shortcut: 'Ctrl D', run: verbs.fill },
    { id: 'clear', title: 'plan.verb.clearCells', run: verbs.clear },
    null,
    { id: 'indent', title: 'plan.verb.indent', shortcut: 'Alt Shift →', run: verbs.indent },
    { id: 'outdent', title: 'plan.verb.outdent', shortcut: 'Alt Shift ←', run: verbs.outdent },
    { id: 'up', title: 'plan.verb.up', shortcut: 'Alt Shift ↑', run: verbs.up },
    { id: 'down', title: 'plan.verb.down', shortcut: 'Alt Shift ↓', run: verbs.down },
    null,
    { id: 'above', title: 'plan.verb.above', shortcut: 'Ctrl Shift Enter', run: verbs.above },
    { id: 'below', title: 'plan.verb.below', shortcut: 'Ctrl Enter', run: verbs.below },
    { id: 'chain', title: 'plan.verb.linkChain', shortcut: 'Ctrl L', run: verbs.chain },
    null,
    { id: 'delete', title: 'plan.verb.delete', shortcut: 'Ctrl Delete', run: verbs.remove },
  ];
}

/** The same in the palette. Their strokes are the grid's own: elsewhere they would act on what nobody looks at. */
export function useRowVerbPalette(verbs: RowVerbs, bulk: () => void, readOnly: boolean): void {
  useVerbs(
    useMemo<Verb[]>(
      () =>
        readOnly
          ? []
          : verbList(verbs, bulk).flatMap((verb) =>
              verb === null
                ? []
                : [
                    {
                      id: `plan.rows.${verb.id}`,
                      title: t(verb.title),
                      group: 'do',
                      shortcut: verb.shortcut,
                      run: verb.run,
                    },
                  ],
            ),
      [bulk, readOnly, verbs],
    ),
  );
}
