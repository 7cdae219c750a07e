import { useEffect, useRef } from 'react';
import type { ContractMove, ContractRow } from '@/api/types';
import { Button } from '@/components/forms/Button';
import { t } from '@/lib/messages/t';
import { MoveForm } from './MoveForm';

type Props = {
  program: string;
  row: ContractRow;
  today: string;
  /** The move whose form is open. */
  open: ContractMove | null;
  onOpen: (move: ContractMove | null) => void;
  /** How many moves are shown; the others are in the form of a list behind them. */
  few?: number;
};

/** What can be done about a contract now. The form of a move opens in its place; the focus goes with it and comes back. */
export function Moves({ program, row, today, open, onOpen, few = 3 }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const before = useRef<ContractMove | null>(null);
  const shown = open !== null && row.moves.includes(open) ? open : null;
  useEffect(() => {
    if (shown !== null) box.current?.querySelector<HTMLElement>('input')?.focus();
    else if (before.current !== null) box.current?.querySelector<HTMLElement>('button')?.focus();
    before.current = shown;
  }, [shown]);
  const first = row.moves.slice(0, few);
  const others = row.moves.slice(few);
  return (
    <div className="moves" ref={box}>
      {shown !== null ? (
        <MoveForm
          key={`${row.id}:${shown}`}
          program={program}
          row={row}
          move={shown}
          today={today}
          onDone={() => onOpen(null)}
        />
      ) : (
        <>
          {first.map((move, index) => (
            <Button
              key={move}
              small
              primary={index === 0 && row.waits_for !== null}
              onClick={() => onOpen(move)}
            >
              {t(`contract.move.${move}`)}
            </Button>
          ))}
          {others.length > 0 && (
            <select
              className="input small moves-more"
              aria-label={`${t('contract.moves.more')}: ${row.what}`}
              value=""
              onChange={(event) => onOpen(event.target.value as ContractMove)}
            >
              <option value="">{t('contract.moves.more')}</option>
              {others.map((move) => (
                <option key={move} value={move}>
                  {t(`contract.move.${move}`)}
                </option>
              ))}
            </select>
          )}
        </>
      )}
    </div>
  );
}
