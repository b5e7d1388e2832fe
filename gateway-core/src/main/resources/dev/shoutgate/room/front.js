// The front page comes from the gateway with its sales; here it gets the reader's language and time of day.
import { translate } from './pages-words.js';

translate();
