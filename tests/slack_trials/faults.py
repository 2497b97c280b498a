def run_faults(index, folder, only):
    return "", True
