/** A form of ours is sent nowhere: what it holds goes to `act`. */
export function onSubmit(act: (form: HTMLFormElement) => void): (event: Event) => void {
  return (event) => {
    event.preventDefault();
    if (event.currentTarget instanceof HTMLFormElement) act(event.currentTarget);
  };
}
