/**
 * Everything the Gantt draws in a window, as data: a renderer (SVG now, a canvas with `Path2D` as well) only colors it.
 * Groups are listed back to front.
 */
import { bars, type Bars } from './bars';
import type { Frame } from './frame';
import { ground, type DaysOff, type Ground } from './ground';
import { arrows, drawnLinks, type Arrows, type DrawnLink } from './links';
import { milestones, type Milestones } from './milestones';
import { pointX } from './timescale';

export type Scene = {
  ground: Ground;
  bars: Bars;
  quiet: Arrows;
  driving: Arrows;
  milestones: Milestones;
  status: number;
  links: DrawnLink[];
};

export function buildScene(frame: Frame, off: DaysOff): Scene {
  const links = frame.flying === true ? [] : drawnLinks(frame);
  return {
    ground: ground(frame, off),
    bars: bars(frame, off),
    quiet: arrows(links.filter((link) => !link.driving)),
    driving: arrows(links.filter((link) => link.driving)),
    milestones: milestones(frame),
    status: pointX(frame.scale, frame.model.statusLine),
    links,
  };
}

/** The driving arrows among `rows`, and one more link, to draw thick over the faded rest. */
export function chainArrows(
  frame: Frame,
  drawn: readonly DrawnLink[],
  rows: ReadonlySet<number>,
  link: number,
): Arrows {
  const { from, to } = frame.model.links;
  const inChain = (one: number): boolean => rows.has(from[one] ?? -1) && rows.has(to[one] ?? -1);
  return arrows(drawn.filter((each) => each.link === link || (each.driving && inChain(each.link))));
}
