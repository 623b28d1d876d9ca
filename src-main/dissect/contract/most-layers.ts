/** More layers than this in one frame are not looked into: a frame of nothing but tags would otherwise cost its square. */
export const MAX_LAYERS = 64;
