import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { KeyboardEvent, SyntheticEvent } from 'react';
import { keys } from '@/api/queries';
import type { ContractMove, ContractRow } from '@/api/types';
import { VerbConflict } from '@/components/conflict/VerbConflict';
import { Button } from '@/components/forms/Button';
import { DateField, TextField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import { fieldLabel, fieldWords } from '@/features/contracts/form';
import { draftFor, needsReason, withDate, wrongWith } from '@/features/contracts/life';
import { useMoveContract } from '@/features/contracts/useContracts';

type Props = { program: string; row: ContractRow; move: ContractMove; today: string; onDone: () => void };

/** What the move means, where that is not plain from its name. */
function Meaning({ row, move }: Pick<Props, 'row' | 'move'>) {
  if (move === 'accept' || move === 'reject')
    return (
      <p className="sec small">
        {row.acceptance
          ? t('contract.move.criterion', { text: row.acceptance })
          : t('contract.move.noCriterion')}
      </p>
    );
  const next = row.escalation?.rungs[row.escalation.level];
  if (move !== 'escalate' || next === undefined) return null;
  return (
    <p className="sec small">
      {t('contract.move.to', { who: next.title })} {next.decide}
    </p>
  );
}

/** One move with its day and its reason, where it has them. Escape leaves it. */
export function MoveForm({ program, row, move, today, onDone }: Props) {
  const client = useQueryClient();
  const [draft, setDraft] = useState(draftFor(move, row, today));
  const [tried, setTried] = useState(false);
  // what somebody else saved while the form is open is a conflict
  const [begun] = useState(row.version);
  const save = useMoveContract(program, onDone);
  const wrong = tried ? wrongWith(move, row, draft) : {};
  const send = (version: number) => save.mutate({ row, version, move, ...draft });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(wrongWith(move, row, draft)).length === 0) send(begun);
  };
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onDone();
  };
  const dated = withDate.includes(move);
  return (
    // Escape leaves the form, wherever in it the focus is.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className="move-form"
      onSubmit={submit}
      onKeyDown={leave}
      noValidate
      aria-label={t(`contract.move.${move}`)}
    >
      <Meaning row={row} move={move} />
      <div className="move-fields">
        {dated && (
          <DateField
            label={t(`contract.move.date.${move}` as 'contract.move.date.agree')}
            value={draft.date}
            onValue={(date) => setDraft({ ...draft, date })}
            error={wrong.date}
            required
          />
        )}
        <TextField
          label={t('contract.move.why')}
          value={draft.why}
          onValue={(why) => setDraft({ ...draft, why })}
          error={wrong.why}
          required={needsReason(move, row, draft.date)}
          maxLength={2000}
        />
      </div>
      {save.error && (
        <VerbConflict
          error={save.error}
          label={fieldLabel}
          show={fieldWords}
          busy={save.isPending}
          onMine={send}
          onTheirs={() => {
            save.reset();
            onDone();
            void client.invalidateQueries({ queryKey: keys.program(program) });
          }}
        />
      )}
      <div className="form-acts">
        <Button small onClick={onDone}>
          {t('action.cancel')}
        </Button>
        <Button small primary type="submit" busy={save.isPending ? t('contract.move.busy') : null}>
          {t(`contract.move.${move}`)}
        </Button>
      </div>
    </form>
  );
}
