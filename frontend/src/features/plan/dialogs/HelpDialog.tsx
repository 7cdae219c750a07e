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
  [['A\u2013Z', '0\u20139'], 'plan.keys.type'],
  [['Alt \u2193'], 'plan.keys.estimate'],
  [['Shift \u2191', 'Shift \u2192', 'Shift Home'], 'plan.keys.extend'],
  [['Ctrl A', 'Shift Space'], 'plan.keys.all'],
  [['Ctrl C', 'Ctrl V'], 'plan.keys.copy'],
  [['Ctrl D'], 'plan.keys.fill'],
  [['Ctrl E'], 'plan.keys.bulk'],
  [['Insert', 'Ctrl Enter'], 'plan.keys.insert'],
  [['Alt Shift \u2192', 'Alt Shift \u2190'], 'plan.keys.indent'],
  [['Alt Shift \u2191', 'Alt Shift \u2193'], 'plan.keys.move'],
  [['Ctrl L'], 'plan.keys.chain'],
  [['Alt S'], 'plan.keys.sort'],
  [['Shift F10'], 'plan.keys.menu'],
  [['Enter on Start'], 'plan.keys.dragMove'],
  [['Enter on Duration'], 'plan.keys.dragEdge'],
  [['L'], 'plan.keys.dragLink'],
  [['W'], 'plan.keys.why'],
  [['L'], 'plan.keys.links'],
  [['O'], 'plan.keys.form'],
  [['[', ']'], 'plan.keys.walk'],
  [['B'], 'plan.keys.bar'],
  [['+', '-', '0'], 'plan.keys.zoom'],
  [['F', 'Shift F'], 'plan.keys.filter'],
  [['/'], 'plan.keys.find'],
  [['N'], 'plan.keys.add'],
  [['Delete'], 'plan.keys.clear'],
  [['Ctrl Delete'], 'plan.keys.deleteRows'],
  [['Ctrl Z'], 'plan.keys.undo'],
  [['Ctrl Shift Z', 'Ctrl Y'], 'plan.keys.redo'],
  [['Esc'], 'plan.keys.escape'],
];

/** Every key of the Plan page. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title={t('plan.keys')} size={520} transitionProps={{ duration: 0 }}>
      <dl className="pl-keys">
        {KEYS.map(([strokes, text]) => (
          <div key={text}>
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
