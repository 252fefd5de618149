/** Zooming and moving a photo in its stage. */

export interface Size {
  width: number;
  height: number;
}

/** Where the photo lies: CSS px per photo px, and the photo's middle relative to the stage's. */
export interface Zoom {
  scale: number;
  x: number;
  y: number;
}

const mostScale = 8;

/** The scale at which the whole photo is seen; never enlarged. */
export function fitScale(stage: Size, photo: Size): number {
  return Math.min(1, stage.width / photo.width, stage.height / photo.height);
}

/** The whole photo, in the middle. */
export function fitted(stage: Size, photo: Size): Zoom {
  return { scale: fitScale(stage, photo), x: 0, y: 0 };
}

/**
 * Zooms by a factor so that what is under a point stays there.
 *
 * point    relative to the stage's middle, px
 * returns  between fitting and eight times the real size
 */
export function zoomBy(
  zoom: Zoom,
  factor: number,
  point: { x: number; y: number },
  stage: Size,
  photo: Size,
): Zoom {
  const scale = clampScale(zoom.scale * factor, stage, photo);
  const ratio = scale / zoom.scale;
  return keepInside(
    { scale, x: point.x + (zoom.x - point.x) * ratio, y: point.y + (zoom.y - point.y) * ratio },
    stage,
    photo,
  );
}

/** px, relative to the stage's middle */
export interface StagePoint {
  x: number;
  y: number;
}

/**
 * Zooms as two fingers do: what was under each stays under it, as far as the photo's edges allow.
 *
 * from    the zoom when both fingers were down
 * before  where they were then, not at one point
 * now     where they are
 */
export function pinched(
  from: Zoom,
  before: readonly [StagePoint, StagePoint],
  now: readonly [StagePoint, StagePoint],
  stage: Size,
  photo: Size,
): Zoom {
  const apart = ([a, b]: readonly [StagePoint, StagePoint]) => Math.hypot(a.x - b.x, a.y - b.y);
  const middle = ([a, b]: readonly [StagePoint, StagePoint]) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
  const start = middle(before);
  const end = middle(now);
  const scale = clampScale(from.scale * (apart(now) / apart(before)), stage, photo);
  const ratio = scale / from.scale;
  const zoom = { scale, x: end.x + (from.x - start.x) * ratio, y: end.y + (from.y - start.y) * ratio };
  return keepInside(zoom, stage, photo);
}

function clampScale(scale: number, stage: Size, photo: Size): number {
  return Math.min(mostScale, Math.max(fitScale(stage, photo), scale));
}

/** Moves the photo, so far that no gap opens at an edge; along a side that fits it stays in the middle. */
export function keepInside(zoom: Zoom, stage: Size, photo: Size): Zoom {
  const room = (shown: number, available: number): number => Math.max(0, (shown - available) / 2);
  const clamp = (value: number, most: number): number => Math.min(most, Math.max(-most, value));
  return {
    scale: zoom.scale,
    x: clamp(zoom.x, room(photo.width * zoom.scale, stage.width)),
    y: clamp(zoom.y, room(photo.height * zoom.scale, stage.height)),
  };
}
