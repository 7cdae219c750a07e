import { ChoiceField, NumberField, TextField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import { hasTail, isPoints, NEW_POINT, SHAPES, TAILS } from '@/features/activity/estimate';
import type { Estimate, Shape } from '@/features/activity/estimate';
import { RowsOf } from './RowsOf';

type Props = {
  duration: string;
  estimate: Estimate;
  error: string | null;
  onDuration: (text: string) => void;
  onEstimate: (estimate: Estimate) => void;
};

function Points({ estimate, onEstimate }: Pick<Props, 'estimate' | 'onEstimate'>) {
  const share = t(estimate.shape === 'discrete' ? 'activity.point.share' : 'activity.point.quantile');
  return (
    <RowsOf
      className="a-points"
      rows={estimate.points}
      blank={NEW_POINT}
      add={t('activity.point.add')}
      least={2}
      onRows={(points) => onEstimate({ ...estimate, points })}
    >
      {(point, set, place) => (
        <>
          <NumberField
            label={share}
            hideLabel={place > 0}
            value={point.share}
            onValue={(text) => set({ share: text })}
          />
          <TextField
            label={t('activity.point.span')}
            hideLabel={place > 0}
            value={point.span}
            onValue={(text) => set({ span: text })}
            placeholder="5d"
          />
        </>
      )}
    </RowsOf>
  );
}

function ThreePoints({ estimate, onEstimate }: Pick<Props, 'estimate' | 'onEstimate'>) {
  const field = (name: 'low' | 'likely' | 'high') => (
    <TextField
      label={t(`activity.${name}`)}
      value={estimate[name]}
      onValue={(text) => onEstimate({ ...estimate, [name]: text })}
      placeholder={{ low: '5d', likely: '8d', high: '15d' }[name]}
    />
  );
  return (
    <>
      <div className="field-row">
        {field('low')}
        {field('likely')}
        {field('high')}
      </div>
      {hasTail(estimate.shape) && (
        <ChoiceField
          label={t('activity.tail')}
          value={estimate.tail}
          onValue={(tail) => onEstimate({ ...estimate, tail: TAILS.find((each) => each === tail) ?? '' })}
          options={TAILS.map((tail) => ({
            value: tail,
            label: t(tail === '' ? 'activity.tail.extremes' : `activity.tail.${tail}`),
          }))}
        />
      )}
    </>
  );
}

/** One number that was typed is the likely one of an estimate, and the other way round. */
function reshaped(estimate: Estimate, shape: Shape, duration: string): Estimate {
  return { ...estimate, shape, likely: estimate.likely || duration };
}

/** How long it takes, and how sure that is. */
export function EstimateFields({ duration, estimate, error, onDuration, onEstimate }: Props) {
  const { shape } = estimate;
  const choose = (value: string) => {
    const next = SHAPES.find((each) => each === value) ?? 'single';
    if (next === 'single' && duration === '') onDuration(estimate.likely);
    onEstimate(reshaped(estimate, next, duration));
  };
  return (
    <>
      <ChoiceField
        label={t('activity.shape')}
        hint={t(`activity.shapeHint.${shape}`)}
        value={shape}
        onValue={choose}
        options={SHAPES.map((each) => ({ value: each, label: t(`activity.shape.${each}`) }))}
      />
      {shape === 'single' && (
        <TextField
          label={t('activity.duration')}
          hint={t('activity.durationHint')}
          value={duration}
          onValue={onDuration}
        />
      )}
      {isPoints(shape) && <Points estimate={estimate} onEstimate={onEstimate} />}
      {shape !== 'single' && !isPoints(shape) && <ThreePoints estimate={estimate} onEstimate={onEstimate} />}
      {error !== null && (
        <p className="wrong-text" role="alert">
          {error}
        </p>
      )}
    </>
  );
}
