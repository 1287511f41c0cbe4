"""How `bouton bench --peers` talks to a peer: one line of JSON for each line that it sends.

The script of a peer is called with the name of the workload, the number of neurons, the simulated time in ms, the number of
threads and a folder it may write to. It prints {"version": ...} when it is ready to run, or {"missing": ...} if the simulator
cannot be imported, and then, for each line "run" on its standard input, {"build": s, "run": s, "spikes": n}: seconds of wall time
of the two phases and how many spikes the neurons fired. It ends with its standard input.
"""

import json
import os
import sys


class Call:
    """What the script was called with, and the way to answer."""

    def __init__(self):
        # Libraries print what they like: their words go to the standard error, where they are kept for a message.
        self._out = os.fdopen(os.dup(1), "w")
        os.dup2(2, 1)
        self.workload = sys.argv[1]
        self.neurons = int(sys.argv[2])
        self.time_ms = float(sys.argv[3])
        self.threads = int(sys.argv[4])
        self.folder = sys.argv[5]

    def say(self, **answer):
        self._out.write(json.dumps(answer) + "\n")
        self._out.flush()

    def serve(self, version, run):
        """`run()` gives seconds of building, seconds of running and the number of spikes."""
        self.say(version=version)
        for line in sys.stdin:
            if line.strip() == "run":
                build, seconds, spikes = run()
                self.say(build=build, run=seconds, spikes=int(spikes))
