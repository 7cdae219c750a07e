/** What `public/early.js` has asked for while the scripts were on their way, by address. */
type Begun = Record<string, Promise<Response> | undefined>;

declare global {
  var pilotageEarly: Begun | undefined;
}

/** Later than this a page asks anew: what was begun as it opened may be old. */
const FRESH_MS = 10_000;

/** The good answer that was begun as the page opened, once; undefined where the page has to ask itself. */
export async function takeEarly(address: string, now = performance.now()): Promise<Response | undefined> {
  const begun = globalThis.pilotageEarly;
  const answer = begun?.[address];
  if (begun === undefined || answer === undefined) return undefined;
  begun[address] = undefined;
  if (now > FRESH_MS) return undefined;
  const response = await answer.catch(() => undefined);
  return response?.ok === true ? response : undefined;
}
