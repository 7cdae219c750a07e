/** Where to go after the login: only a path of this site, never an address that somebody put into a link. */
export function inside(next: string | null): string {
  if (next === null || !next.startsWith('/') || next.startsWith('//') || next.includes('\\')) return '/';
  return next.startsWith('/login') ? '/' : next;
}
