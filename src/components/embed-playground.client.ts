/** Everything interactive on a framed playground, as one script. */
import './playground.client.ts';
import './embed/embed-page.element.ts';
