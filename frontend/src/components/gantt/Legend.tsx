import { t } from '@/lib/messages/t';
import { HatchPattern } from './layers';

/** What the marks of the chart mean. */
export function Legend() {
  return (
    <div className="legend">
      <span>
        <svg width="18" height="8" aria-hidden="true">
          <rect width="18" height="8" rx="2" className="g-critical" />
        </svg>
        {t('plan.legend.critical')}
      </span>
      <span>
        <svg width="18" height="8" aria-hidden="true">
          <rect x=".6" y=".6" width="16.8" height="6.8" rx="1.5" className="g-bar" />
          <rect x=".6" y=".6" width="16.8" height="6.8" rx="1.5" className="g-near" />
        </svg>
        {t('plan.legend.near')}
      </span>
      <span>
        <svg width="18" height="4" aria-hidden="true">
          <rect width="18" height="4" rx="1" className="g-ghost" />
        </svg>
        {t('plan.legend.baseline')}
      </span>
      <span>
        <svg width="22" height="10" aria-hidden="true">
          <path d="M2 5H20" className="g-whisker" />
          <circle cx="9" cy="5" r="3" className="g-dot" />
          <rect x="19" width="3" height="10" className="g-cap" />
        </svg>
        {t('plan.legend.forecast')}
      </span>
      <span>
        <svg width="10" height="8" aria-hidden="true">
          <path d="M.5 1h9L5 7z" className="g-held" />
        </svg>
        {t('plan.legend.deadline')}
      </span>
      <span>
        <svg width="9" height="11" aria-hidden="true">
          <path d="M1 .5v9" className="g-pole" />
          <path d="M1 .5h6l-1.8 2 1.8 2h-6z" className="g-flag" />
        </svg>
        {t('plan.legend.commitment')}
      </span>
      <span>
        <svg width="20" height="14" aria-hidden="true">
          <path d="M1 0h2v14H1zM17 0h2v14h-2zM1 0h18v1.500H1z" className="g-gate" />
          <path d="M10 2.500l5 5-5 5-5-5z" className="g-diamond" />
        </svg>
        {t('plan.legend.gate')}
      </span>
      <span>
        <svg width="14" height="10" aria-hidden="true">
          <defs>
            <HatchPattern id="legend-hatch" />
          </defs>
          <rect width="14" height="10" fill="url(#legend-hatch)" />
        </svg>
        {t('plan.legend.off')}
      </span>
    </div>
  );
}
