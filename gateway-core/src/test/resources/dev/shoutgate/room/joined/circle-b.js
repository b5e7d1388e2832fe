import { a } from './joined/circle.js';
export const b = () => a;
