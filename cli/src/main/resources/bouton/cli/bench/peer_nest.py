"""The workloads of `bouton bench` in NEST: the networks of b10k.bouton, from the same definition."""

import time

from peer_protocol import Call

J = 45.0  # pA
G = 5.0
INPUTS = 1000  # of each neuron, four of five of them excitatory
DELAY = 1.5  # ms
NEURON = {
    "C_m": 250.0, "tau_m": 20.0, "t_ref": 2.0, "E_L": 0.0, "V_th": 20.0, "V_reset": 10.0,
    "tau_syn_ex": 0.5, "tau_syn_in": 0.5, "I_e": 0.0,
}
STDP = {
    "Wmax": 2 * J, "lambda": 0.01, "alpha": 1.05, "mu_plus": 0.0, "mu_minus": 0.0, "tau_plus": 20.0,
}


def main():
    call = Call()
    try:
        import nest
    except ImportError as e:
        call.say(missing=str(e))
        return
    nest.verbosity = nest.VerbosityLevel.ERROR

    def build():
        nest.ResetKernel()
        nest.set(resolution=0.1, local_num_threads=call.threads, rng_seed=1, print_time=False)
        excitatory = call.neurons * 4 // 5
        params = dict(NEURON, V_m=nest.random.normal(mean=8.0, std=5.0))
        e = nest.Create("iaf_psc_exp", excitatory, params)
        i = nest.Create("iaf_psc_exp", call.neurons - excitatory, params)
        noise = nest.Create("poisson_generator", params={"rate": 20000.0})
        nest.Connect(noise, e + i, syn_spec={"weight": J, "delay": DELAY})
        plastic = call.workload == "b10k-stdp"
        if plastic:
            e.tau_minus = 20.0
            nest.CopyModel("stdp_synapse", "learning", STDP)
        fan_in = {"rule": "fixed_indegree", "indegree": INPUTS * 4 // 5}
        nest.Connect(e, e, fan_in, synapse("learning" if plastic else "static_synapse", J))
        nest.Connect(e, i, fan_in, synapse("static_synapse", J))
        fan_in = {"rule": "fixed_indegree", "indegree": INPUTS // 5}
        nest.Connect(i, e + i, fan_in, synapse("static_synapse", -G * J))
        nest.Prepare()
        # The first steps sort the connections: that belongs to building.
        nest.Run(DELAY)

    def run():
        start = time.perf_counter()
        build()
        before = nest.local_spike_counter
        built = time.perf_counter()
        nest.Run(call.time_ms)
        ended = time.perf_counter()
        spikes = nest.local_spike_counter - before
        nest.Cleanup()
        return built - start, ended - built, spikes

    call.serve(nest.__version__, run)


def synapse(model, weight):
    return {"synapse_model": model, "weight": weight, "delay": DELAY}


main()
