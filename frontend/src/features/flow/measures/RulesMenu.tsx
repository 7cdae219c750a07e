import { Popover } from '@mantine/core';
import { useState } from 'react';
import { Button } from '@/components/forms/Button';
import { t } from '@/lib/messages/t';
import { DEFAULT_RULES, RULES } from '@/features/flow/view';
import type { Rule, SetView } from '@/features/flow/view';

type Props = { rules: readonly Rule[]; set: SetView };

const same = (rules: readonly Rule[]) =>
  rules.length === DEFAULT_RULES.length && DEFAULT_RULES.every((rule) => rules.includes(rule));

/** Which rules tell signal from noise on the run chart. At least one stays. */
export function RulesMenu({ rules, set }: Props) {
  const [open, setOpen] = useState(false);
  const choose = (next: readonly Rule[]) => set({ rule: same(next) ? null : next });
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-end"
      shadow="md"
      width={330}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          icon="filter"
          aria-expanded={open}
          aria-haspopup="dialog"
          onClick={() => setOpen(!open)}
          className={same(rules) ? '' : 'set'}
        >
          {t('flow.filter.rules')} <b className="num">{rules.length}</b>
        </Button>
      </Popover.Target>
      <Popover.Dropdown className="flow-menu" aria-label={t('flow.filter.rules')}>
        <p className="small sec">{t('flow.rules.lead')}</p>
        <ul>
          {RULES.map((rule) => {
            const on = rules.includes(rule);
            return (
              <li key={rule}>
                <label>
                  <input
                    type="checkbox"
                    checked={on}
                    disabled={on && rules.length === 1}
                    onChange={() => choose(on ? rules.filter((each) => each !== rule) : [...rules, rule])}
                  />
                  {t(`flow.rule.${rule}`)}
                </label>
              </li>
            );
          })}
        </ul>
        <footer>
          <Button small ghost disabled={same(rules)} onClick={() => choose(DEFAULT_RULES)}>
            {t('flow.rules.reset')}
          </Button>
        </footer>
      </Popover.Dropdown>
    </Popover>
  );
}
