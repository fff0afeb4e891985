/** The modules of Node's library that every process carries: what boot, cluster, net, http, streams and both loaders require. */
export const CORE_MODULES: ReadonlySet<string> = new Set(
  `
_http_agent internal/tty tty vm sys _http_client _http_common _http_incoming _http_outgoing _http_server assert
assert/strict async_hooks buffer child_process cluster console constants dgram diagnostics_channel dns events fs
fs/promises http internal/abort_controller internal/assert internal/assert/assertion_error internal/assert/calltracker
internal/assert/myers_diff internal/assert/utils internal/async_context_frame internal/async_hooks
internal/async_local_storage/async_context_frame internal/async_local_storage/run_scope internal/blob
internal/bootstrap/node internal/bootstrap/realm internal/bootstrap/switches/does_own_process_state
internal/bootstrap/switches/is_main_thread internal/bootstrap/web/exposed-wildcard
internal/bootstrap/web/exposed-window-or-worker internal/buffer internal/child_process
internal/child_process/serialization internal/cluster/child internal/cluster/primary
internal/cluster/round_robin_handle internal/cluster/shared_handle internal/cluster/utils internal/cluster/worker
internal/console/constructor internal/console/global internal/constants internal/data_url
internal/deps/acorn/acorn/dist/acorn internal/dgram internal/dns/callback_resolver internal/dns/utils
internal/encoding internal/encoding/single-byte internal/encoding/util internal/error_serdes internal/errors
internal/errors/error_source internal/event_target internal/events/abort_listener internal/file internal/fixed_queue
internal/freelist internal/fs/dir internal/fs/promises internal/fs/recursive_watch internal/fs/streams
internal/fs/sync_write_stream internal/fs/utils internal/fs/watchers internal/histogram internal/http
internal/linkedlist internal/main/check_syntax internal/main/eval_stdin internal/main/eval_string
internal/main/run_main_module internal/mime internal/modules/cjs/loader internal/modules/customization_hooks
internal/modules/esm/assert internal/modules/esm/get_format internal/modules/esm/initialize_import_meta
internal/modules/esm/load internal/modules/esm/loader internal/modules/esm/module_job internal/modules/esm/module_map
internal/modules/esm/resolve internal/modules/esm/translators internal/modules/esm/utils internal/modules/helpers
internal/modules/package_json_reader internal/modules/package_map internal/modules/run_main
internal/modules/typescript internal/navigator internal/net internal/options internal/per_context/domexception
internal/per_context/messageport internal/per_context/primordials internal/perf/event_loop_delay
internal/perf/event_loop_utilization internal/perf/nodetiming internal/perf/observe internal/perf/performance
internal/perf/performance_entry internal/perf/resource_timing internal/perf/timerify internal/perf/usertiming
internal/perf/utils internal/priority_queue internal/process/execution internal/process/finalization
internal/process/per_thread internal/process/permission internal/process/pre_execution internal/process/promises
internal/process/signal internal/process/task_queues internal/process/warning internal/querystring
internal/readline/callbacks internal/readline/interface internal/readline/utils internal/repl/history
internal/socket_list internal/source_map/source_map internal/source_map/source_map_cache internal/stream_base_commons
internal/streams/add-abort-signal internal/streams/compose internal/streams/destroy internal/streams/duplex
internal/streams/duplexpair internal/streams/end-of-stream internal/streams/fast-utf8-stream internal/streams/from
internal/streams/legacy internal/streams/operators internal/streams/passthrough internal/streams/pipeline
internal/streams/readable internal/streams/state internal/streams/transform internal/streams/utils
internal/streams/writable internal/timers internal/url internal/util internal/util/colors internal/util/debuglog
internal/util/diff internal/util/inspect internal/util/inspector internal/util/parse_args/parse_args
internal/util/parse_args/utils internal/util/trace_sigint internal/util/types internal/v8/startup_snapshot
internal/validators internal/vm internal/webidl internal/worker/js_transferable module net os path path/posix
perf_hooks process querystring stream stream/promises string_decoder timers timers/promises url util util/types
internal/cli_table internal/events/symbols internal/fs/read/context internal/fs/rimraf internal/util/comparisons
worker_threads internal/worker internal/worker/io internal/worker/messaging internal/locks
internal/worker/clone_dom_exception internal/process/worker_thread_only internal/main/worker_thread
internal/bootstrap/switches/is_not_main_thread internal/bootstrap/switches/does_not_own_process_state
`
    .trim()
    .split(/\s+/),
);
