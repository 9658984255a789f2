# stands in for the function that copies out of the segment
