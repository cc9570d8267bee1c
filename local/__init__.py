"""The project on one machine: environments, the local cloud, the sandbox, tokens, `run`, `up`, `down`."""
