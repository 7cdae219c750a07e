import { t } from '@/lib/messages/t';

export type Step = 'file' | 'map' | 'check' | 'done';

/** Where the reader stands in the import. Only tables have a step for columns. */
export function Steps({ at, mapped }: { at: Step; mapped: boolean }) {
  const steps: Step[] = mapped ? ['file', 'map', 'check', 'done'] : ['file', 'check', 'done'];
  const now = steps.indexOf(at);
  return (
    <ol className="steps">
      {steps.map((step, index) => (
        <li key={step} aria-current={step === at ? 'step' : undefined} className={index < now ? 'past' : ''}>
          <span>{index + 1}</span>
          {t(`import.step.${step}`)}
        </li>
      ))}
    </ol>
  );
}
