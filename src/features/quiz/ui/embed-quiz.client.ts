/** What a framed quiz needs beside the self-check, which brings its own script. */
import '../../../components/embed/embed-page.element.ts';
