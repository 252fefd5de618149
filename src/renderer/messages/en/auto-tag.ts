export const autoTag = {};
