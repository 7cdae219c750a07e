import { Modal } from '@mantine/core';
import { Kbd } from '@/components/forms/Button';
import { t } from '@/lib/messages/t';
import type { MessageKey } from '@/lib/messages/en';

const KEYS: [string[], MessageKey][] = [
  [['\u2191', '\u2193', 'PgUp', 'PgDn'], 'plan.keys.rows'],
  [['\u2192', '\u2190'], 'plan.keys.cells'],
  [['Home', 'End'], 'plan.keys.edges'],
  [['Ctrl Home', 'Ctrl End'], 'plan.keys.ends'],
  [['Enter'], 'plan.keys.enter'],
  [['F2'], 'plan.keys.edit'],
  [['Alt \u2193'], 'plan.keys.estimate'],
  [['W'], 'plan.keys.why'],
  [['L'], 'plan.keys.links'],
  [['O'], 'plan.keys.form'],
  [['[', ']'], 'plan.keys.walk'],
  [['+', '-', '0'], 'plan.keys.zoom'],
  [['F', 'Shift F'], 'plan.keys.filter'],
  [['/'], 'plan.keys.find'],
  [['N'], 'plan.keys.add'],
  [['Delete'], 'plan.keys.remove'],
  [['Ctrl Z'], 'plan.keys.undo'],
  [['Esc'], 'plan.keys.escape'],
];

/** Every key of the Plan page. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title={t('plan.keys')} size={520} transitionProps={{ duration: 0 }}>
      <dl className="pl-keys">
        {KEYS.map(([strokes, text]) => (
          <div key={strokes[0]}>
            <dt>
              {strokes.map((stroke) => (
                <Kbd key={stroke}>{stroke}</Kbd>
              ))}
            </dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
