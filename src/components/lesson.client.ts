/** Everything interactive on a lesson page as one script: a dozen small ones would be a dozen requests. */
import '../features/progress/ui/lesson-progress.element.ts';
import '../features/progress/ui/step-progress.element.ts';
import './reading/lesson-page.element.ts';
import './reading/prediction-form.element.ts';
import './reading/quiz-form.element.ts';
import './share/share-button.element.ts';
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
