const FEW = 64;

/** Patients by slot, in the order in which they were added, in a table that doubles. */
export class PatientList {
  count = 0;
  private slots = new Int32Array(16);

  at(i: number): number {
    return this.slots[i];
  }

  add(patient: number): void {
    if (this.count === this.slots.length) {
      const longer = new Int32Array(this.count * 2);
      longer.set(this.slots);
      this.slots = longer;
    }
    this.slots[this.count++] = patient;
  }

  includes(patient: number): boolean {
    return this.place(patient) < this.count;
  }

  /** Keeps the order of the others; false when the patient is not in it. */
  remove(patient: number): boolean {
    const at = this.place(patient);
    if (at === this.count) return false;
    this.slots.copyWithin(at, at + 1, this.count--);
    return true;
  }

  clear(): void {
    this.count = 0;
  }

  private place(patient: number): number {
    let i = 0;
    while (i < this.count && this.slots[i] !== patient) i++;
    return i;
  }

  /** Forgets the first so many. */
  drop(first: number): void {
    this.slots.copyWithin(0, first, this.count);
    this.count -= first;
  }

  /** Sorts the few of one instant, who are nearly in order, by insertion, which is quick then. */
  sort(comesBefore: (a: number, b: number) => boolean): void {
    const { slots } = this;
    if (this.count > FEW) {
      slots.subarray(0, this.count).sort((a, b) => (comesBefore(a, b) ? -1 : 1));
      return;
    }
    for (let i = 1; i < this.count; i++) {
      const patient = slots[i];
      let hole = i;
      while (hole > 0 && comesBefore(patient, slots[hole - 1])) {
        slots[hole] = slots[hole - 1];
        hole--;
      }
      slots[hole] = patient;
    }
  }
}
