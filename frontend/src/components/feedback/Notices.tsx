import { createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { IconButton } from '@/components/forms/Button';
import { t } from '@/lib/messages/t';

type Action = { label: string; run: () => void };
type Notice = { text: string; action?: Action; id: number };
type Say = (text: string, action?: Action) => void;

const SayContext = createContext<Say>(() => undefined);
const LASTING_MS = 8000;

/** What an edit did, said once and politely; an addition to what the page itself shows. */
export function NoticeProvider({ children }: { children: ReactNode }) {
  const [notice, setNotice] = useState<Notice | null>(null);
  const say = useCallback<Say>(
    (text, action) => setNotice((last) => ({ text, action, id: (last?.id ?? 0) + 1 })),
    [],
  );
  useEffect(() => {
    if (notice === null) return;
    const timer = setTimeout(() => setNotice(null), LASTING_MS);
    return () => clearTimeout(timer);
  }, [notice]);
  const shown = useMemo(() => notice, [notice]);
  return (
    <SayContext value={say}>
      {children}
      <div className="notices" role="status" aria-live="polite">
        {shown !== null && (
          <div className="notice" key={shown.id}>
            <span>{shown.text}</span>
            {shown.action && (
              <button type="button" className="linkish" onClick={shown.action.run}>
                {shown.action.label}
              </button>
            )}
            <IconButton icon="close" label={t('action.close')} onClick={() => setNotice(null)} />
          </div>
        )}
      </div>
    </SayContext>
  );
}

export const useSay = (): Say => useContext(SayContext);
