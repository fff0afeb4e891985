/** The client's own copy, so that the double speaks its wire format whatever its version. */
declare module 'webcontainer-comlink' {
  export const Comlink: {
    proxy<Value extends object>(value: Value): Value;
    expose(value: object, port: MessagePort): void;
  };
}
