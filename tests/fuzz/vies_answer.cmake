enclosure_fuzz(vies_answer LIBS enclosure_vies)
