export function twice(n) { return 2 * n; }
export const same = n => n;
