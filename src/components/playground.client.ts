/** Everything interactive on the playground as one script. */
import './playground/own-playground.element.ts';
import '../features/share/ui/share-button.element.ts';
import './workspace/distribution.element.ts';
import './workspace/editor.element.ts';
import './workspace/load-form.element.ts';
import './workspace/panel-tabs.element.ts';
import './workspace/requests-table.element.ts';
import './workspace/terminal.element.ts';
import './workspace/toolbar.element.ts';
import './workspace/visualiser.element.ts';
