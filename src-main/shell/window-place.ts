// Where windows stand on the screens: arithmetic over rectangles in pixels.

export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}
export interface Size {
  width: number;
  height: number;
}

/** How far a new window stands from the one before it, so that both are seen. */
const STEP = 28;
/** What of a window must be on a screen so that it can be taken hold of. */
const LEAST_ACROSS = 200;
const LEAST_BELOW = 100;

/** A screen that was unplugged must not keep a window out of sight: enough of the title bar has to be on one of these areas. */
export function isInSight(place: Rectangle, areas: readonly Rectangle[]): boolean {
  return areas.some((area) => {
    const across = Math.min(place.x + place.width, area.x + area.width) - Math.max(place.x, area.x);
    return across >= LEAST_ACROSS && place.y >= area.y - 10 && place.y <= area.y + area.height - LEAST_BELOW;
  });
}

/** Where a window goes that is opened after the one at `last`: a step to the right and down; where the area ends, from its corner again. */
export function nextPlace(last: Rectangle, area: Rectangle): Rectangle {
  const x = last.x + STEP;
  const y = last.y + STEP;
  return {
    x: x + last.width <= area.x + area.width ? x : area.x,
    y: y + last.height <= area.y + area.height ? y : area.y,
    width: last.width,
    height: last.height,
  };
}

/** The left and the right half of an area. Where a half is less than `least`, they overlap, and both stay on the area as far as they can. */
export function halvesOf(area: Rectangle, least: Size): [left: Rectangle, right: Rectangle] {
  const half = Math.floor(area.width / 2);
  const width = Math.max(half, least.width);
  const height = Math.max(area.height, least.height);
  const rightX = Math.max(area.x, Math.min(area.x + half, area.x + area.width - width));
  return [
    { x: area.x, y: area.y, width, height },
    // of an odd width the right one has the pixel more
    { x: rightX, y: area.y, width: Math.max(width, area.x + area.width - rightX), height },
  ];
}
