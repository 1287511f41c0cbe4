"""The workloads of `bouton bench` in Brian2 (C++ standalone): the same networks from the same definitions.

The program is generated and compiled once; each run is a new process that builds the network and simulates it. The run phase is
what that process says of itself.
"""

import time

from peer_protocol import Call


def main():
    call = Call()
    try:
        import brian2
    except ImportError as e:
        call.say(missing=str(e))
        return
    brian2.set_device("cpp_standalone", build_on_run=False)
    if call.threads > 1:
        brian2.prefs.devices.cpp_standalone.openmp_threads = call.threads
    brian2.defaultclock.dt = 0.1 * brian2.ms
    brian2.seed(1)
    network = {
        "va-cuba": lambda: vogels_abbott(brian2, call, CUBA, "exact", 1.62 * brian2.mV, -9 * brian2.mV),
        "va-coba-euler": lambda: vogels_abbott(brian2, call, COBA, "euler", 0.6, 6.7),
        "va-coba-expeuler": lambda: vogels_abbott(brian2, call, COBA, "exponential_euler", 0.6, 6.7),
        "b10k": lambda: balanced(brian2, call, False),
        "b10k-stdp": lambda: balanced(brian2, call, True),
    }[call.workload]()
    network.run(call.time_ms * brian2.ms)
    brian2.device.build(directory=call.folder, compile=True, run=False, debug=False)
    counts = [part for part in network.objects if isinstance(part, brian2.SpikeMonitor)]

    def run():
        start = time.perf_counter()
        brian2.device.run(directory=call.folder, with_output=False, run_args=[])
        whole = time.perf_counter() - start
        seconds = brian2.device._last_run_time
        return whole - seconds, seconds, sum(monitor.num_spikes for monitor in counts)

    call.serve(brian2.__version__, run)


CUBA = """
dv/dt = (ge + gi - (v + 49*mV)) / (20*ms) : volt (unless refractory)
dge/dt = -ge / (5*ms) : volt
dgi/dt = -gi / (10*ms) : volt
"""

COBA = """
dv/dt = (ge * (0*mV - v) + gi * (-80*mV - v) - (v + 60*mV) + 20*mV) / (20*ms) : volt (unless refractory)
dge/dt = -ge / (5*ms) : 1
dgi/dt = -gi / (10*ms) : 1
"""


def vogels_abbott(brian2, call, equations, method, excitation, inhibition):
    excitatory = call.neurons * 4 // 5
    neurons = brian2.NeuronGroup(
        call.neurons, equations, method=method, threshold="v > -50*mV", reset="v = -60*mV", refractory=5 * brian2.ms
    )
    neurons.v = "-60*mV + rand() * 10*mV"
    names = {"excitation": excitation, "inhibition": inhibition}
    e = brian2.Synapses(neurons, neurons, on_pre="ge += excitation", namespace=names)
    e.connect("i < %d" % excitatory, p=0.02)
    i = brian2.Synapses(neurons, neurons, on_pre="gi += inhibition", namespace=names)
    i.connect("i >= %d" % excitatory, p=0.02)
    return brian2.Network(neurons, e, i, brian2.SpikeMonitor(neurons, record=False))


IAF = """
dv/dt = -v / (20*ms) + current / (250*pF) : volt (unless refractory)
dcurrent/dt = -current / (0.5*ms) : amp
"""

STDP = {
    "model": """
        w : amp
        dx/dt = -x / (20*ms) : 1 (event-driven)
        dy/dt = -y / (20*ms) : 1 (event-driven)
        """,
    "on_pre": """
        current_post += w
        w = clip(w - 0.0105 * 90*pA * y, 0*pA, 90*pA)
        x += 1
        """,
    "on_post": """
        w = clip(w + 0.01 * 90*pA * x, 0*pA, 90*pA)
        y += 1
        """,
}

J = "45*pA"
INPUTS = 1000


def balanced(brian2, call, plastic):
    from numpy import arange, random, repeat

    draw = random.default_rng(1)
    excitatory = call.neurons * 4 // 5
    neurons = brian2.NeuronGroup(
        call.neurons, IAF, method="exact", threshold="v >= 20*mV", reset="v = 10*mV", refractory=2 * brian2.ms
    )
    neurons.v = "8*mV + 5*mV * randn()"
    e, i = neurons[:excitatory], neurons[excitatory:]
    parts = [neurons, brian2.SpikeMonitor(neurons, record=False)]
    # 20 kHz as the sum of 2,000 sources: as good as Poisson, and what Brian2 draws in one go.
    parts.append(brian2.PoissonInput(neurons, "current", N=2000, rate=10 * brian2.Hz, weight=45 * brian2.pA))

    def connect(source, target, inputs, **model):
        synapses = brian2.Synapses(source, target, delay=1.5 * brian2.ms, **model)
        size = len(target)
        synapses.connect(i=draw.integers(len(source), size=inputs * size), j=repeat(arange(size), inputs))
        parts.append(synapses)
        return synapses

    excitation = {"on_pre": "current_post += " + J}
    inhibition = {"on_pre": "current_post += -5 * " + J}
    if plastic:
        # The delay is that of the way to the synapse: learning sees the arrival.
        connect(e, e, INPUTS * 4 // 5, **STDP).w = J
    else:
        connect(e, e, INPUTS * 4 // 5, **excitation)
    connect(e, i, INPUTS * 4 // 5, **excitation)
    connect(i, e, INPUTS // 5, **inhibition)
    connect(i, i, INPUTS // 5, **inhibition)
    return brian2.Network(parts)


main()
