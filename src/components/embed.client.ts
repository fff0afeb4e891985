/** Everything interactive on the page of a step in a frame, as one script. The page itself comes last: it opens the parts. */
import '../features/lesson/ui/prediction-form.element.ts';
import '../features/lesson/ui/quiz-form.element.ts';
import './workspace/workspace.element.ts';
import './workspace/checks-panel.element.ts';
import './workspace/distribution.element.ts';
import './workspace/editor.element.ts';
import './workspace/engine-note.element.ts';
import './workspace/load-form.element.ts';
import './workspace/panel-tabs.element.ts';
import './workspace/requests-table.element.ts';
import './workspace/terminal.element.ts';
import './workspace/toolbar.element.ts';
import './workspace/visualiser.element.ts';
import './embed/embed-page.element.ts';
