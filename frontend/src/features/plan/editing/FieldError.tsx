/** Why a value cannot be saved, under its field. */
export function FieldError({ text }: { text: string }) {
  return (
    <p id="plan-field-error" className="field-error" role="alert">
      {text}
    </p>
  );
}
