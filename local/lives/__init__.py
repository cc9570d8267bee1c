"""Random legal lives of dossiers on a running stage, in bad weather, each judged at its end."""
