import { useAddress } from '@/components/forms/useAddress';

/** The cell whose receipt is open, in the address, so that a link shows it. Closing gives the focus back to it. */
export function useOpenCell() {
  const { params, replace } = useAddress();
  const [row, start] = [params.get('cell'), params.get('at')];
  const open = row !== null && start !== null ? { row, start } : null;
  const show = (id: string, at: string) => replace({ cell: id === '' ? '-' : id, at });
  const close = () => {
    const cell = document.querySelector<HTMLElement>('.cellgrid [aria-expanded="true"]');
    replace({ cell: null, at: null });
    cell?.focus();
  };
  /** The row without an id has a sign in the address. */
  return { open: open && { ...open, row: open.row === '-' ? '' : open.row }, show, close };
}
