"""hosopay: payment of administrative fees and the way of each dossier from filing to result."""
