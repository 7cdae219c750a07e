import { paths } from './paths';
import type { IconName } from './paths';

type Props = { name: IconName; small?: boolean; className?: string };

/** A decorative icon; the control around it carries the name. */
export function Icon({ name, small = false, className = '' }: Props) {
  return (
    <svg
      className={`i ${small ? 's' : ''} ${className}`}
      viewBox="0 0 16 16"
      aria-hidden="true"
      dangerouslySetInnerHTML={{ __html: paths[name] }}
    />
  );
}

export function Logo({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
      <rect
        x="1"
        y="2"
        width="18"
        height="16"
        rx="3.5"
        fill="var(--surface)"
        stroke="var(--accent)"
        strokeWidth="1.5"
      />
      <path
        d="M10 2h5.500A3.500 3.500 0 0 1 19 5.500v9a3.500 3.500 0 0 1-3.500 3.500H10z"
        fill="var(--accent)"
      />
    </svg>
  );
}
