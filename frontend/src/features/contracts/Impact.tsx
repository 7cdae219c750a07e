import { useImpact } from '@/api/useImpact';
import { ImpactPanel } from '@/components/impact/ImpactPanel';

type Props = { program: string; subject: 'activity' | 'contract'; id: string; title: string };

/** Who is hit if an activity, or what a contract delivers, comes some working days later. */
export function Impact({ program, subject, id, title }: Props) {
  return <ImpactPanel id={id} title={title} {...useImpact(program, subject, id)} />;
}
