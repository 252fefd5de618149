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
  const scale = Math.min(mostScale, Math.max(fitScale(stage, photo), zoom.scale * factor));
  const ratio = scale / zoom.scale;
  return keepInside(
    { scale, x: point.x + (zoom.x - point.x) * ratio, y: point.y + (zoom.y - point.y) * ratio },
    stage,
    photo,
  );
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
