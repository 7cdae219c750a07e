import { useEffect, useState } from 'react';
import { t } from '@/lib/messages/t';

const DELAY_MS = 150;
const ROWS = 24;

/** The page in its final geometry, in grey, after a moment. */
export function PlanSkeleton() {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), DELAY_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div
      className="plan pl-skeleton"
      data-density="compact"
      role="status"
      aria-busy="true"
      aria-label={t('state.loading')}
    >
      <div className="pl-tb" />
      <div className="pl-work">
        <div className="pl-head" />
        {late &&
          Array.from({ length: ROWS }, (_, row) => (
            <div key={row} className="pl-skeleton-row">
              <i style={{ width: 120 + ((row * 37) % 90), marginLeft: row % 6 === 0 ? 20 : 44 }} />
              <i style={{ width: 60 + ((row * 53) % 160), left: 500 + ((row * 41) % 300) }} />
            </div>
          ))}
      </div>
      <div className="pl-sb" />
    </div>
  );
}
