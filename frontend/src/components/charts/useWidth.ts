import { useElementSize } from '@mantine/hooks';

/** The width of an element in whole pixels, so that a chart is drawn at its own size and text keeps its own. */
export function useWidth(fallback: number) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  return { ref, width: width > 0 ? Math.floor(width) : fallback };
}
